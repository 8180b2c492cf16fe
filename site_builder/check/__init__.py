"""What an editor should mend before the hub goes out: one rule a file, all told in one run."""

from site_builder.check.checked import Checked
from site_builder.check.gather import files_below, gather
from site_builder.check.rule import RULES, Rule
from site_builder.check.rules.strays import left_over
from site_builder.check.run import check_hub, run_rules

__all__ = ["RULES", "Checked", "Rule", "check_hub", "files_below", "gather", "left_over", "run_rules"]
