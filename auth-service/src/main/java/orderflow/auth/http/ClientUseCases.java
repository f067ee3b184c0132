package orderflow.auth.http;

import orderflow.auth.application.ChangeSecrets;
import orderflow.auth.application.CreateClient;
import orderflow.auth.application.DeleteClient;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.dynamodb.Cursors;

/// The use cases behind the routes of clients, and what their list and idempotency keys need.
public record ClientUseCases(
    ClientStore store,
    CreateClient create,
    DeleteClient delete,
    ChangeSecrets secrets,
    Cursors cursors,
    Attempts attempts) {}
