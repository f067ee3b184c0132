/// The functions against a second emulator, LocalStack in Docker: shows that they speak to DynamoDB
/// and not to one emulator of it. Runs with `-Pdocker` only.
@NullMarked
package orderflow.system.docker;

import org.jspecify.annotations.NullMarked;
