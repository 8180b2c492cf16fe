"""The whole hub as a list of targets, each with a view that holds all it may show; pure."""

from site_builder.plan.site import Plan, plan

__all__ = ["Plan", "plan"]
