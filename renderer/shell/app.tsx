// The window: navigation and the page that is shown.
export function App() {
  return <main>Burnish</main>;
}
