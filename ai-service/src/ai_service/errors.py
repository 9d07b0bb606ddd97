"""Why no reply came. The texts are those of `assistant.dialogue`."""

from typing import ClassVar

from assistant.contracts.problems import DomainError


class ModelUnavailable(DomainError):
    """The server does not answer, or answers too late: worth another try later."""

    code: ClassVar[str] = "model-unavailable"


class ModelBusy(ModelUnavailable):
    """The server works, and takes no more requests of ours for now: a limit of its account, or too many at once."""

    code: ClassVar[str] = "model-busy"


class ModelMisconfigured(DomainError):
    """The server refuses us for good; `cause`, `setting` and `remedy` are told in the user's language."""

    code: ClassVar[str] = "model-misconfigured"


class ModelRefused(DomainError):
    """The model declined, or its content filter did."""

    code: ClassVar[str] = "model-refused"


class ModelTruncated(DomainError):
    """The reply stopped at the limit of its length."""

    code: ClassVar[str] = "model-truncated"


class ModelFailed(DomainError):
    """The reply is not what was asked for, nor was the repaired one."""

    code: ClassVar[str] = "model-failed"


class InvalidReply(Exception):
    """A reply that does not fit; `errors` say where and why, for the model to mend."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("; ".join(errors))
        self.errors = errors
