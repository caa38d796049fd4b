"""The roll-up of a country: 126,000 units, 40 indicators, 3 waves, beside two yardsticks over the same values in the same run.

Run it: ``python -m benchmarks.rollup``. Builds a country (34 provinces, 2,040 upper unions of which one has 1,000 children,
grassroots unions below them), a report form of 40 lines for each of 3 waves, and a filing of every unit on each (9 of 10
sent), on SQLite or on the PostgreSQL that CAUNOI_TEST_DATABASE_URL names. Measures the consolidated table of nodes in the
database and as a page, the table of 1,000 children, completeness and timeliness of every node, filings a second through
``submit_filing`` with concurrent writers (each seen at all units above by another connection when its transaction has
ended), the full rebuild and its verification.

The yardsticks: plain GROUP BY over a tall table (a row for each value, by unit), and the shape of DHIS2's analytics tables
(a row for each value with a column for each level of the tree and for the period, indexed by level). Both add up the same.

``--units N`` changes the size, ``--writers N`` the processes that file, ``--seconds N`` how long they do; ``--no-yardsticks``
leaves the tall tables out, ``--yardstick-waves N`` fills them with N waves, ``--no-pages`` leaves the pages out;
``--template X`` starts from a migrated database (a file, or a name on the server); ``--json`` ends with one line of JSON.
Medians of several rounds and the load of the machine are told.
"""
