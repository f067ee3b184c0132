/// Password rules and Argon2id hashing; the only package that sees the hashing library.
@NullMarked
package orderflow.auth.password;

import org.jspecify.annotations.NullMarked;
