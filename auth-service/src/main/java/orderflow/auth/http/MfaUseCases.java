package orderflow.auth.http;

import orderflow.auth.application.BeginTotp;
import orderflow.auth.application.ConfirmTotp;
import orderflow.auth.application.LogInWithCode;
import orderflow.auth.application.RemoveTotp;

/// The use cases behind the routes of the second factor.
public record MfaUseCases(
    BeginTotp begin, ConfirmTotp confirm, RemoveTotp remove, LogInWithCode logIn) {}
