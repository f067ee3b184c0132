/// Amazon SES on one machine: takes mail as the SDK sends it and keeps it to be looked at; nothing
/// leaves the machine.
@NullMarked
package orderflow.local.mail;

import org.jspecify.annotations.NullMarked;
