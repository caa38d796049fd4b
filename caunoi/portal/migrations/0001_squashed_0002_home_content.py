import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from caunoi.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("portal", "0001_initial"), ("portal", "0002_home_content")]

    initial = True

    dependencies = [
        ("campaigns", "0001_squashed_0016_materials_of_the_kit"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="HomePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to=settings.WAGTAIL_PAGE_MODEL,
                            ),
                        ),
                        ("heading", models.CharField(blank=True, max_length=160)),
                        ("introduction", wagtail.fields.RichTextField(blank=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="campaigns.campaign",
                            ),
                        ),
                        ("contact", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=("wagtailcore.page",),
                )
            ],
        ),
    ]
