"""What the application server of ``through_http`` serves: the project's own middleware, and one view that asks an ``Assigner``.

``OPINIONS_FOLDER`` names the consultation, ``OPINIONS_BEFORE`` the file of the run that is answered from, ``OPINIONS_PHRASES``
the approved phrases. The view is the benchmark's own, for no page takes opinions yet: JSON in, the number of the group or null
out.
"""

import json
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from caunoi.synthesis import Assigner, run
from caunoi.synthesis.given import read_draft, read_phrases


def _assigner() -> Assigner:
    phrases = read_phrases(os.environ["OPINIONS_PHRASES"])
    draft = read_draft(f"{os.environ['OPINIONS_FOLDER']}/draft.json")
    return Assigner(run(os.environ["OPINIONS_BEFORE"], draft, phrases=phrases), phrases)


ASSIGNER = _assigner()


@csrf_exempt
def assign(request: HttpRequest) -> JsonResponse:
    asked = json.loads(request.body)
    return JsonResponse({"group": ASSIGNER.assign(asked["text"], asked["ref"]).group_id})


urlpatterns = [path("", assign)]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
