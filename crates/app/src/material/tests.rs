use super::{Media, sniff};

#[test]
fn a_file_is_what_its_first_bytes_say() {
    let known: [(&[u8], Media); 5] = [
        (b"%PDF-1.7\n", Media::Pdf),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Media::Jpeg),
        (b"\x89PNG\r\n\x1a\n\0\0", Media::Png),
        (b"II*\0\x08\0", Media::Tiff),
        (b"MM\0*\0\x08", Media::Tiff),
    ];
    for (bytes, media) in known {
        assert_eq!(sniff(bytes), Some(media));
        assert_eq!(Media::from_code(media.code()), Some(media));
    }
}

#[test]
fn scripts_programs_and_old_word_files_are_not_taken() {
    let foreign: [&[u8]; 6] = [
        b"",
        b"<html><script>",
        b"<svg xmlns=",
        b"MZ\x90\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04\x14\0",
    ];
    for bytes in foreign {
        assert_eq!(sniff(bytes), None, "{bytes:?}");
    }
}
