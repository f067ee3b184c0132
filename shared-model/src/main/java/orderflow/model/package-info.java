/// Records that cross a service boundary: commands, replies, ids, money, error codes. Records,
/// enums and sealed interfaces only; no SDK, no JSON.
@NullMarked
package orderflow.model;

import org.jspecify.annotations.NullMarked;
