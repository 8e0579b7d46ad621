"""All that other rooms may use of `learning`."""

from houvast.learning.blurring import Found, blur, left_over
from houvast.learning.discussing import raised
from houvast.learning.erasure import erase, export

__all__ = ["Found", "blur", "erase", "export", "left_over", "raised"]
