use super::{Media, sniff, sniff_sound};

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

#[test]
fn a_recording_is_no_paper_and_a_film_or_an_apple_picture_is_neither() {
    let known: [(&[u8], Media); 6] = [
        (b"\x1a\x45\xdf\xa3\x01", Media::Webm),
        (b"OggS\0\x02", Media::Ogg),
        (b"\0\0\0\x20ftypM4A \0\0", Media::M4a),
        (b"ID3\x04\0", Media::Mp3),
        (b"RIFF\x24\0\0\0WAVEfmt ", Media::Wav),
        (b"#!AMR\n", Media::Amr),
    ];
    for (bytes, media) in known {
        assert_eq!((sniff(bytes), sniff_sound(bytes)), (None, Some(media)));
        assert_eq!(Media::from_code(media.code()), Some(media));
    }
    let foreign: [&[u8]; 3] = [b"\0\0\0\x18ftypheic", b"RIFF\x24\0\0\0AVI ", b"\xff\xd8\xff\xe0"];
    for bytes in foreign {
        assert_eq!(sniff_sound(bytes), None, "{bytes:?}");
    }
}
