package orderflow.schedule;

import java.util.ArrayList;
import java.util.List;

/// The text of an expression, taken apart without losing where each part stands.
record Source(String text) {

  /// A piece between blanks.
  ///
  /// @param position of its first character in the whole text
  record Word(String text, int position) {
    Word from(int index) {
      return new Word(text.substring(index), position + index);
    }

    Word to(int index) {
      return new Word(text.substring(0, index), position);
    }
  }

  /// What stands before the opening bracket; the whole text without one.
  String kind() {
    int open = text.indexOf('(');
    return open < 0 ? text : text.substring(0, open);
  }

  /// The pieces between the brackets.
  List<Word> words() {
    int end = text.length() - 1;
    if (!text.endsWith(")")) {
      throw fault(text.length(), "a closing bracket");
    }
    List<Word> words = new ArrayList<>();
    int at = text.indexOf('(') + 1;
    while (at < end) {
      int next = at;
      while (next < end && text.charAt(next) != ' ') {
        next++;
      }
      if (next > at) {
        words.add(new Word(text.substring(at, next), at));
      }
      at = next + 1;
    }
    return words;
  }

  /// The pieces, of which there must be so many.
  List<Word> words(int count, String expected) {
    List<Word> words = words();
    if (words.size() > count) {
      throw fault(words.get(count).position(), "the closing bracket after " + expected);
    }
    if (words.size() < count) {
      throw fault(text.length() - 1, expected);
    }
    return words;
  }

  ScheduleSyntaxException fault(int position, String expected) {
    return new ScheduleSyntaxException(text, position, expected);
  }

  ScheduleSyntaxException fault(Word word, String expected) {
    return fault(word.position(), expected);
  }
}
