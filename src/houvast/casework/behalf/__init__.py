"""Acting on a resident's behalf, as pages: who may, who asks to, and for whom one acts now."""
