"""Look at any table and say what is wrong, why that is likely, and what to do about it.

The heart is the audit of claimed hectares: a table of stated figures against itself
(`audit_table`), against the measured outlines (`audit_polygons`) and against other editions
(`audit_editions`). `study_findings` runs all of it, and the sanity rules, for one study.

Why
---
* A claim is text. Its printed decimals say how sure it is, so each rule works with intervals:
  it accuses a row only when no figures inside the rounding can satisfy it. Nobody trusts a
  checker that cries wolf.
* Unknown is not zero: a rule leaves a row alone when one of its figures is missing.
* Rules look and never change. A finding names what the other figures in the row vote for
  (`diagnosis`), what other editions say and what the outline measures; a person decides.
* Terrains are matched by mapping, then name; a number only when nothing contradicts it, because
  registries use numbers again. What is merely alike is suggested, never taken silently.
* What columns mean (columns.toml) and what findings say (texts.py) are data.

docs/claims.md explains the rules to their users.
"""

from geo_ser.qa.audit import as_findings, audit_claims, study_findings
from geo_ser.qa.claims import ClaimsTable
from geo_ser.qa.compare import audit_editions
from geo_ser.qa.match import mapping_line
from geo_ser.qa.names import name_key
from geo_ser.qa.polygon import audit_own_claims, audit_polygons
from geo_ser.qa.rules import audit_table
from geo_ser.qa.sanity import check_indicators, check_ladder, check_layers

__all__ = [
    "ClaimsTable",
    "as_findings",
    "audit_claims",
    "audit_editions",
    "audit_own_claims",
    "audit_polygons",
    "audit_table",
    "check_indicators",
    "check_ladder",
    "check_layers",
    "mapping_line",
    "name_key",
    "study_findings",
]
