/// The jobs table: leases, slots and the ledger of runs. The only package that sees DynamoDB.
@NullMarked
package orderflow.jobs.dynamodb;

import org.jspecify.annotations.NullMarked;
