// Where Streamlit's own scripts find the server: at the root, whatever page was opened. Without this they first ask
// below the page (/signs/_stcore/...), which costs a slow line two answers and the console two errors. No page but this
// one speaks to them, and what they would say in a dialog of their own connection.js says in the page's language.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/",
  MAIN_PAGE_BASE_URL: location.origin + "/",
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, blockErrorDialogs: true }
};
