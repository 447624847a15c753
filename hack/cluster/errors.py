"""The one error that the commands show to people."""


class ClusterError(Exception):
    """Something that the person at the keyboard can act on; its text is one sentence that says how.

    ``detail`` is what a failed program wrote, shown below the sentence.
    """

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class ProgramError(ClusterError):
    """One of the cluster's own programs does not run as it should."""

    def __init__(self, program: str, sentence: str, detail: str = "") -> None:
        super().__init__(sentence, detail)
        self.program = program
