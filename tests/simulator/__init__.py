"""The simulator is spoken to as a provider is: by the real Twilio client, over real HTTP and SMTP."""
