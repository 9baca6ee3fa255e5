const LONGEST_SIDE_PX = 4096;
const LARGEST_MB = 3;

/** Shrinks what the camera gave; a smaller picture is kept as it is. */
export async function shrinkPhoto(file: File): Promise<Blob> {
  const { default: compress } = await import('browser-image-compression');
  return compress(file, {
    maxSizeMB: LARGEST_MB,
    maxWidthOrHeight: LONGEST_SIDE_PX,
    fileType: 'image/jpeg',
    initialQuality: 0.85,
    // The library's worker loads a script from outside the installation.
    useWebWorker: false,
  });
}

export async function sha256Hex(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
