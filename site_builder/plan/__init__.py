"""The whole hub as a list of targets, each with a view that holds all it may show; pure."""

from site_builder.plan.one_off import Wish
from site_builder.plan.site import Plan, plan, plan_looks, plan_one, plan_page

__all__ = ["Plan", "Wish", "plan", "plan_looks", "plan_one", "plan_page"]
