/// Routes, request bodies and views of the HTTP contract; outcomes become statuses here.
@NullMarked
package orderflow.orders.http;

import org.jspecify.annotations.NullMarked;
