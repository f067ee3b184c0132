/// What clients live through, over HTTP, on the whole platform: the template's functions in
/// processes of their own behind the local API and before DynamoDB Local. One platform serves all
/// classes; each test reads only what it made, or says why not.
@NullMarked
package orderflow.system.scenario;

import org.jspecify.annotations.NullMarked;
