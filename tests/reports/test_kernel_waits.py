"""Who waits for a kernel goes on with its answer, and asks again where one half of it was not heard."""

import asyncio
from pathlib import Path
from queue import Empty

import pytest
from jupyter_client.kernelspec import KernelSpec

from kkpham_analysis.reports.kernel_waits import TRY_AGAIN, PromptClient, PromptManager

WELCOME = {"parent_header": {}, "content": {}}
VERSION = {"protocol_version": "5.3"}


def told(question, **content):
    return {"parent_header": {"msg_id": question}, "content": content}


class Scripted(PromptClient):
    """A client of a kernel that says what is given, on each channel in its order, and then nothing."""

    def __init__(self, replies, heard, alive=True):
        super().__init__()
        self.asked, self.alive = [], alive
        self.channels = {"replies": list(replies), "heard": list(heard)}

    def kernel_info(self):
        self.asked.append(f"question {len(self.asked) + 1}")
        return self.asked[-1]

    def next_of(self, name):
        if not self.channels[name]:
            raise Empty
        return self.channels[name].pop(0)

    async def get_shell_msg(self, timeout):
        return self.next_of("replies")

    async def get_iopub_msg(self, timeout):
        return self.next_of("heard")

    async def is_alive(self):
        return self.alive


def test_a_client_goes_on_once_the_kernel_is_idle_again_and_takes_no_message_of_the_first_cell():
    first_cell = told("cell", execution_state="busy")
    heard = [WELCOME, *(told("question 1", execution_state=state) for state in ("busy", "idle")), first_cell]
    client = Scripted([told("question 1", **VERSION)], heard)
    asyncio.run(client.wait_for_ready())
    assert (client.asked, client.channels) == (["question 1"], {"replies": [], "heard": [first_cell]})


def test_a_kernel_that_was_not_heard_by_all_is_asked_again_and_its_late_answer_is_passed_over():
    replies = [told("question 1", **VERSION), told("question 2", **VERSION)]
    client = Scripted(replies, [])
    client.get_iopub_msg = heard_from(client, "question 2")
    asyncio.run(client.wait_for_ready())
    assert (client.asked, client.channels["replies"]) == (["question 1", "question 2"], [])


def heard_from(client, question):
    async def next_heard(timeout):
        if client.asked[-1] != question:
            raise Empty
        return told(question, execution_state="idle")

    return next_heard


def test_a_kernel_that_died_or_is_too_late_is_not_waited_for():
    with pytest.raises(RuntimeError, match="Kernel died before replying to kernel_info"):
        asyncio.run(Scripted([], [], alive=False).wait_for_ready())
    with pytest.raises(RuntimeError, match="Kernel didn't respond in 0 seconds"):
        asyncio.run(Scripted([], []).wait_for_ready(timeout=0))


@pytest.mark.parametrize(
    ("file", "how"),
    [("/tmp/run/a.json", ("ipc", "disabled")), (f"/tmp/{'long' * 30}/a.json", ("tcp", "auto"))],  # noqa: S108
    ids=["a file", "a path that is too long for a socket"],
)
def test_a_kernel_listens_in_a_file_or_encrypted_on_a_port(file, how):
    manager = PromptManager()
    manager.listen_beside(Path(file))
    assert manager.context.reconnect_ivl == TRY_AGAIN
    assert (manager.connection_file, manager.transport, manager.transport_encryption) == (file, *how)
    assert manager.client_factory is PromptClient


@pytest.mark.parametrize(("debug", "said"), [("", ""), ("1", "of the kernel\n")])
def test_what_a_kernel_says_beside_its_notebook_reaches_nobody_unless_details_are_asked_for(
    monkeypatch, tmp_path, capfd, debug, said
):
    monkeypatch.setenv("KKPHAM_DEBUG", debug)
    manager = PromptManager(connection_file=str(tmp_path / "kernel.json"))
    manager._kernel_spec = KernelSpec(argv=["sh", "-c", "echo of the kernel >&2"], language="python")

    async def start_and_wait():
        await manager.start_kernel()
        await manager.provisioner.wait()

    asyncio.run(start_and_wait())
    assert capfd.readouterr().err == said
