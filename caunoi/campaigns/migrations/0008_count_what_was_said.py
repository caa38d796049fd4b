"""Counters for what was logged before they existed; the sums above follow at the next turn of the clock."""

from django.db import migrations

COUNT = """
INSERT INTO campaigns_saidcount (campaign_id, unit_id, theme_id, wave_id, kind, number, owed)
SELECT a.campaign_id, a.unit_id, a.theme_id, a.wave_id, a.kind, COUNT(*), EXISTS (
    SELECT 1 FROM campaigns_assignment g JOIN campaigns_duty d ON d.id = g.duty_id
    WHERE g.unit_id = a.unit_id AND d.wave_id = a.wave_id AND d.kind = 'content' AND d.dropped_at IS NULL
)
FROM campaigns_activity a
WHERE a.withdrawn_at IS NULL AND a.theme_id IS NOT NULL
GROUP BY a.campaign_id, a.unit_id, a.theme_id, a.wave_id, a.kind
"""

NOTE = """
INSERT INTO campaigns_saidunit (campaign_id, unit_id, changes)
SELECT campaign_id, unit_id, 1 FROM campaigns_saidcount GROUP BY campaign_id, unit_id
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_register")]

    operations = [migrations.RunSQL([COUNT, NOTE], migrations.RunSQL.noop)]
