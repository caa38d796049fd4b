"""Filters and components of the pages (a builtin library: no ``load`` needed)."""

from django import template

register = template.Library()
