"""What comes in over HTTP, as a provider or an attacker sends it."""
