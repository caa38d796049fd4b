from datetime import timedelta

from django.db import migrations


def tell_in_steps(apps, schema_editor):
    """What was asked and answered before questions had steps: it lies with the unit directly above."""
    Obstacle, Step, Guidance, Placement = (
        apps.get_model(label)
        for label in ("campaigns.Obstacle", "campaigns.ObstacleStep", "campaigns.Guidance", "orgs.Placement")
    )
    for row in Obstacle.objects.select_related("assignment").filter(steps__isnull=True).iterator(chunk_size=500):
        place = Placement.objects.filter(unit=row.assignment.unit_id, line="territory", valid_to=None).first()
        row.lies_with_id = place.parent_id if place else None
        row.due_on = (row.asked_at + timedelta(days=7)).date()
        same = {"obstacle": row, "lies_with_id": row.lies_with_id, "due_on": row.due_on}
        Step.objects.create(state="asked", note=row.text, by_id=row.asked_by_id, at=row.asked_at, **same)
        if row.answered_at:
            Step.objects.create(state="answered", note=row.answer, by_id=row.answered_by_id, at=row.answered_at, **same)
        if row.answered_at and row.lies_with_id:
            row.guidance = Guidance.objects.create(
                duty_id=row.assignment.duty_id, unit_id=row.lies_with_id, kind=row.kind, question=row.text,
                text=row.answer, given_by_id=row.answered_by_id, given_at=row.answered_at,
            )  # fmt: skip
        row.save(update_fields=["lies_with", "due_on", "guidance"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0011_obstacles"), ("orgs", "0001_initial")]

    operations = [migrations.RunPython(tell_in_steps, migrations.RunPython.noop)]
