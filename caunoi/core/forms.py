"""How Django's forms are drawn: our field template, for every form."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
