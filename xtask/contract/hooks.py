"""How the generated calls sign in to the demo court."""

import os

import requests
import schemathesis

# The demo court's account with the most rights, so that most operations get past the permission door.
ACCOUNT = os.environ["ZHIXING_ACCOUNT"]
PASSWORD = os.environ["ZHIXING_PASSWORD"]
URL = os.environ["ZHIXING_URL"]

# Other sites cannot set this header; the server asks for it on every write.
HEADERS = {"X-Requested-With": "zhixing"}


@schemathesis.auth(refresh_interval=120)
class SignIn:
    """One session for all calls; asked for again before it can grow old."""

    def get(self, case, context):
        answer = requests.post(
            f"{URL}/api/session",
            json={"account": ACCOUNT, "password": PASSWORD},
            headers=HEADERS,
            timeout=20,
        )
        answer.raise_for_status()
        return answer.cookies.get_dict()

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), **HEADERS}
        case.cookies = {**(case.cookies or {}), **data}
