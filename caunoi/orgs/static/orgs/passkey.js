// What allauth's passkey scripts leave to the page: say what went wrong, and where passkeys are unknown.

function show(selector) {
  for (const part of document.querySelectorAll(selector)) part.hidden = false;
}

if (!window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("#passkey_login, #mfa_webauthn_authenticate, #mfa_webauthn_add, #mfa_webauthn_reauthenticate")) {
    button.disabled = true;
  }
  show("[data-passkey-missing]");
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  show("[data-passkey-problem]");
});
