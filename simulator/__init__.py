"""Stands in for the message provider and the mail server, over real HTTP and SMTP. Holds no rule."""
