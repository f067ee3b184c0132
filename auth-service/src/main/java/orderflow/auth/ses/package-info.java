/// What the service mails: templates in text and HTML, and SES.
@NullMarked
package orderflow.auth.ses;

import org.jspecify.annotations.NullMarked;
