/// ImportsTable: keys, items, transactions. The only package that sees the DynamoDB SDK.
@NullMarked
package orderflow.imports.dynamodb;

import org.jspecify.annotations.NullMarked;
