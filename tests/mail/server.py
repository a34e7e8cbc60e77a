"""A mail server with TLS and a password, which keeps what it takes and misbehaves on request.

server.py CERTIFICATE KEY PASSWORD FOLDER

What a recipient's local part begins with decides: `busy` is put off the first time, `nobody` is refused, `slow` gets no answer once
the message is kept, until the client is gone. Prints its port when it listens.
"""

import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, password_file, folder = sys.argv[1:]
password = pathlib.Path(password_file).read_bytes().strip()
folder = pathlib.Path(folder)
busy = set()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0].rstrip("0123456789")
        if kind == "nobody":
            return "550 5.1.1 there is nobody of that name"
        if kind == "busy" and address not in busy:
            busy.add(address)
            return "451 4.3.0 later, please"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        (recipient,) = envelope.rcpt_tos
        number = len(list(folder.glob("*.eml")))
        (folder / f"{number:05}-{recipient}.eml").write_bytes(envelope.original_content)
        if recipient.startswith("slow"):
            await asyncio.sleep(3600)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"town-clerk" and data.password == password)


async def serve():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()

    def session():
        # The connection is TLS already, which aiosmtpd does not know.
        return SMTP(
            Handler(), loop=loop, authenticator=authenticate, auth_required=True, auth_require_tls=False
        )

    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
