"""What manages a kernel and speaks with it, and waits no longer than it takes; others wait by the clock.

Imported once a kernel is asked for, for jupyter_client takes a while.
"""

from __future__ import annotations

import math
import os
import time
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type

# Milliseconds until a socket tries again where the kernel does not listen yet; else it is a tenth of a second or two.
TRY_AGAIN = 5
# Seconds until a kernel that has not answered is asked again, and those that its messages to all may take longer.
ASK_AGAIN, HEARD_AFTER = 1.0, 0.02
# A socket that is a file has a path of 103 bytes at most where that is shortest; `-ipc-1` takes the place of `.json`.
LONGEST_SOCKET = 100


class PromptClient(AsyncKernelClient):
    """A client that goes on with the kernel's answer: others wait another 0.2 s for messages that never come."""

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """Start the channels, without a thread that asks whether the kernel is there: its process tells."""
        super().start_channels(*args, **{**kwargs, "hb": False})

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, on the channel of answers and on that of messages to all.

        Raises
        ------
        RuntimeError
            When the kernel died before, or the time is over.
        """
        until = time.monotonic() + (math.inf if timeout is None else timeout)
        while not await self._answers(self.kernel_info()):
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self, question: str) -> bool:
        try:
            reply = await self._about(question, self.get_shell_msg, ASK_AGAIN)
            # Until it is idle again: what it says of the first cell comes after that, and is heard.
            heard: dict[str, Any] = {}
            while heard.get("execution_state") != "idle":
                heard = (await self._about(question, self.get_iopub_msg, HEARD_AFTER))["content"]
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True

    @staticmethod
    async def _about(question: str, next_message: Any, seconds: float) -> dict[str, Any]:
        """The next message about a question; others are of an earlier one, or to welcome who listens."""
        while True:
            message: dict[str, Any] = await next_message(timeout=seconds)
            if message["parent_header"].get("msg_id") == question:
                return message


class PromptManager(AsyncKernelManager):
    """A manager of kernels with such clients, whose sockets are files beside a file of theirs where they can be."""

    client_factory = Type(PromptClient)

    async def start_kernel(self, **how: Any) -> None:  # type: ignore[override] # that of the parent waits too
        """Start the kernel; what it says beside its notebook leads nowhere: stdout and stderr are of the run."""
        silent = {} if os.environ.get("KKPHAM_DEBUG") == "1" else dict.fromkeys(("stdout", "stderr"), DEVNULL)
        await super().start_kernel(**silent, **how)

    def listen_beside(self, file: Path) -> None:
        """Let the kernel listen where nobody else on this machine can, and let who waits for it to listen try soon."""
        self.connection_file = str(file)
        self.context.reconnect_ivl = TRY_AGAIN
        if os.name == "posix" and len(os.fsencode(file)) <= LONGEST_SOCKET:
            self.transport = "ipc"
        # On a port anyone may listen. Where encryption is known, the kernel warns without it.
        elif self.has_trait("transport_encryption"):
            self.transport_encryption = "auto"
