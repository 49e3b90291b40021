"""What is to be known of a service to run its file."""

from collections.abc import Callable
from dataclasses import dataclass, field

from suites import SHARDS

BASH = ["bash", "-eo", "pipefail", "-c"]
SH = ["sh", "-ec"]


@dataclass
class Service:
    name: str
    #: How many shards the file asks for.
    shards: int
    #: What the service and the file set for the shard of an index, from 0.
    variables: Callable[[int], dict]
    #: The scripts, and what the service runs them with.
    shard: str
    join: str
    shell: list
    #: What shards hand over, from which folder, and where it comes out for the job that joins.
    artifacts: list
    source: str = ""
    target: Callable[[int], str] = lambda index: ""
    #: Where the joined shards are.
    merged: str = "merged"
    #: What the shards leave with, of which one has the task that fails, and what the job that joins leaves with.
    codes: tuple = (0,) * (SHARDS - 1) + (1,)
    joined_code: int = 0
    #: What says to the job that joins that all passed, and where in the store it then keeps the times.
    passed: dict = field(default_factory=dict)
    times: str = ""
    #: Whether a shard finds what an earlier run has left in its folder.
    keeps_folder: bool = False
