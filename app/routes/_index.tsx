export default function Home() {
  return <h1>Pericia</h1>;
}
