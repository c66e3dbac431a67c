"""What AWS says when it refuses."""


class Refusal(Exception):
    """An error of AWS's."""

    def __init__(self, code: str, message: str = "refused") -> None:
        super().__init__(code)
        self.code, self.message = code, message
