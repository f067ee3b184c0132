package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts a file into a bucket, which starts the functions that wait for it.
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = "Put a file into a bucket; starts the functions that wait for it")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Put implements Callable<Integer> {
  private static final Pattern TARGET = Pattern.compile("s3://(?<bucket>[^/]+)/(?<key>.+)");
  private static final Pattern FIRST_WORD = Pattern.compile("[A-Za-z0-9]+");

  @Spec CommandSpec spec;
  @Mixin Where where;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file")
  Path file;

  @Parameters(
      index = "1",
      paramLabel = "s3://BUCKET/KEY",
      arity = "0..1",
      description =
          "Where to (default: the first bucket a function waits on, under its prefix and the"
              + " first word of the file's name: products-may.csv becomes"
              + " incoming/products/products-may.csv)")
  Optional<String> target = Optional.empty();

  private record Place(String bucket, String key) {}

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    JsonNode state = where.running();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Problem("No readable file " + file + ".", "Samples are in events/files/.");
    }
    Place place = target.isPresent() ? named(target.get()) : byName(state);
    try (S3Client client = LocalAws.s3(URI.create(state.path("s3").asText()))) {
      client.putObject(put -> put.bucket(place.bucket()).key(place.key()), file);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "Put %d bytes to s3://%s/%s; what it starts: ./local logs -f%n",
            Files.size(file), place.bucket(), place.key());
    return 0;
  }

  private static Place named(String target) throws Problem {
    Matcher matcher = TARGET.matcher(target);
    if (!matcher.matches()) {
      throw new Problem("Found " + target + " as the place.", "Expected s3://BUCKET/KEY.");
    }
    return new Place(matcher.group("bucket"), matcher.group("key"));
  }

  private Place byName(JsonNode state) throws Problem {
    JsonNode trigger = state.path("uploads").path(0);
    String name = String.valueOf(file.getFileName());
    Matcher word = FIRST_WORD.matcher(name);
    if (trigger.isMissingNode() || !word.lookingAt()) {
      throw new Problem(
          trigger.isMissingNode()
              ? "No function of the template waits on a bucket."
              : "The name " + name + " begins with no word.",
          "Say where to: ./local put FILE s3://BUCKET/KEY");
    }
    return new Place(
        trigger.path("bucket").asText(),
        trigger.path("prefix").asText() + word.group() + "/" + name);
  }
}
