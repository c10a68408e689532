"""The pages behind the link of a message: plain HTML without script, in two languages."""
