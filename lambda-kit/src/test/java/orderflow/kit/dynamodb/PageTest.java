package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void one_element_more_than_the_limit_means_a_next_part_after_the_last_one_kept() {
    Page<String> page = Page.of(List.of("a", "b", "c"), 2, position -> "at " + position);

    assertThat(page.data()).containsExactly("a", "b");
    assertThat(page.next()).contains("at b");
  }

  @Test
  void as_many_as_the_limit_or_fewer_are_the_last_part() {
    assertThat(Page.of(List.of("a", "b"), 2, position -> position).next()).isEmpty();
    assertThat(Page.of(List.<String>of(), 2, position -> position).data()).isEmpty();
  }

  @Test
  void a_query_that_ended_early_has_a_next_part_after_what_it_read() {
    Page<String> page = Page.of(List.of("a"), 2, true, position -> "at " + position);

    assertThat(page.data()).containsExactly("a");
    assertThat(page.next()).contains("at a");
  }
}
