/// Tests of the jobs, on DynamoDB Local, S3Proxy and a played Lambda API.
@NullMarked
package orderflow.jobs;

import org.jspecify.annotations.NullMarked;
