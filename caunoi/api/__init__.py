"""The face for sister systems: ``/api/v1/``, tokens by unit and scope, webhooks, data taken away in bulk.

Owns: tokens, kept answers (idempotency), webhooks with their log, the shapes of what goes out, exports.
Owns not: any rule of the field. It reads through the queries of the apps below and writes through their actions.
Main actions: ``make_token``, ``revoke_token``, ``make_webhook``, ``feed_webhooks``, ``answer_once``.
"""
