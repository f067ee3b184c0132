package orderflow.system.architecture.planted.application;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sees through the store.
record SeesDynamoDb(AttributeValue item) {}
