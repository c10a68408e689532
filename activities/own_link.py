"""The link of a message of no case: to all the tasks of whom it was sent to."""

from dataclasses import dataclass

from notifications import links


@dataclass(frozen=True)
class Links:
    """Makes links with the link key; without a key there is none. `public_url` is where people open them."""

    key: str = ""
    public_url: str = ""

    @property
    def text(self) -> str:
        """The link as it stands in a text, with its token's place; "" without a key."""
        return links.address(self.public_url) if self.key else ""

    def hash_of(self, notification_id: str) -> str | None:
        """What the outbox row keeps of the link of a message."""
        return links.hash_of(links.token_of(self.key, notification_id)) if self.key else None


NONE = Links()
