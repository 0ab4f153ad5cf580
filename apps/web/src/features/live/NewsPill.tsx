/** Says over a list that it has changed, and shows it from its beginning. */
export function NewsPill({ children, onShow }: { children: React.ReactNode; onShow(): void }) {
  return (
    <div className="sticky top-2 z-10 flex h-0 justify-center">
      <button
        className="h-11 rounded-full bg-ink px-4 font-semibold text-bg text-sub"
        onClick={() => {
          onShow();
          window.scrollTo({ top: 0 });
        }}
        type="button"
      >
        {children}
      </button>
    </div>
  );
}
