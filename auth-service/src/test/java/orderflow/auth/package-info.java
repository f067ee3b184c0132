/// Tests of the functions, and what all tests of this service share.
@NullMarked
package orderflow.auth;

import org.jspecify.annotations.NullMarked;
