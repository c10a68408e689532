"""HTTP as tests speak it to what they have started: past every proxy, and with patience."""

from functools import partial

import httpx

from tests.patience import PATIENCE

get = partial(httpx.get, trust_env=False, timeout=PATIENCE)
post = partial(httpx.post, trust_env=False, timeout=PATIENCE)
delete = partial(httpx.delete, trust_env=False, timeout=PATIENCE)
