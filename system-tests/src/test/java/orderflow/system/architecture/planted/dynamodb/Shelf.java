package orderflow.system.architecture.planted.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// May see DynamoDB.
record Shelf(AttributeValue item) {}
