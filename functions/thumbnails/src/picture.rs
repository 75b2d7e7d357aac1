//! From an image to a small one.

use std::io::Cursor;

use guichet_files::Thumbnail;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage, Rgba, RgbaImage, imageops};

/// Some pixels more than twice what pages draw, for screens that have two dots where others have one.
const SIDE: u32 = 480;
/// What a decoded image may take: some 70 megapixels. A progressive JPEG takes twice as much while it is read, which the
/// function's memory in `template.yaml` has room for.
const MEMORY: u64 = 200 * 1024 * 1024;
const QUALITY: u8 = 80;

/// The image within a square, upright, with nothing else that the file says of itself, such as where it was taken.
pub fn thumbnail(bytes: &[u8]) -> Result<Thumbnail, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    if image.width().max(image.height()) > SIDE {
        image = image.thumbnail(SIDE, SIDE);
    }
    image.apply_orientation(orientation);
    let mut small = Vec::new();
    JpegEncoder::new_with_quality(&mut small, QUALITY).encode_image(&on_white(&image))?;
    Ok(Thumbnail { bytes: small.into(), media_type: "image/jpeg" })
}

/// What shines through is seen on white, as its maker most likely did, whatever colours the page has that shows it.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let mut ground = RgbaImage::from_pixel(image.width(), image.height(), Rgba([255; 4]));
    imageops::overlay(&mut ground, &image.to_rgba8(), 0, 0);
    DynamicImage::from(ground).into_rgb8()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that can not go on fails")]

    use super::*;
    use image::{GenericImageView, ImageFormat, Rgb};

    /// Black on the left, white on the right.
    fn image(width: u32, height: u32) -> DynamicImage {
        image::RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { [0; 3] } else { [255; 3] })).into()
    }

    fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    fn read(thumbnail: &Thumbnail) -> DynamicImage {
        image::load_from_memory(&thumbnail.bytes).unwrap()
    }

    #[test]
    fn every_image_that_browsers_show_becomes_small_and_keeps_its_shape() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let small = thumbnail(&written(&image(1600, 1200), format)).unwrap();
            assert_eq!(small.media_type, "image/jpeg", "{format:?}");
            let shown = read(&small);
            assert_eq!(shown.dimensions(), (480, 360), "{format:?}");
            let brightness = |x| shown.to_luma8().get_pixel(x, 180).0[0];
            assert!(brightness(100) < 20 && brightness(380) > 235, "{format:?}");
        }
        let upright = thumbnail(&written(&image(300, 900), ImageFormat::Png)).unwrap();
        assert_eq!(read(&upright).dimensions(), (160, 480));
    }

    #[test]
    fn a_small_image_stays_as_large_as_it_is() {
        let small = thumbnail(&written(&image(40, 30), ImageFormat::Png)).unwrap();
        assert_eq!(read(&small).dimensions(), (40, 30));
        assert!(thumbnail(&written(&image(3000, 1), ImageFormat::Png)).is_ok(), "a line stays a line");
    }

    #[test]
    fn what_shines_through_is_seen_on_white() {
        let glass = |alpha| DynamicImage::from(RgbaImage::from_pixel(600, 600, Rgba([0, 0, 0, alpha])));
        let brightness = |alpha| {
            let small = thumbnail(&written(&glass(alpha), ImageFormat::Png)).unwrap();
            read(&small).to_luma8().get_pixel(0, 0).0[0]
        };
        assert_eq!(brightness(0), 255);
        assert!((120..136).contains(&brightness(127)), "{}", brightness(127));
        assert_eq!(brightness(255), 0);
    }

    #[test]
    fn a_photograph_stands_upright_and_does_not_tell_where_it_was_taken() {
        // Exif: "show it turned by a quarter to the right", and a word that has no place in a thumbnail.
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0somewhere";
        let mut photograph = written(&image(800, 600), ImageFormat::Jpeg);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xe1], &length[..], &exif[..]].concat();
        photograph.splice(2..2, segment);
        let small = thumbnail(&photograph).unwrap();
        let shown = read(&small);
        assert_eq!(shown.dimensions(), (360, 480));
        let brightness = |y| shown.to_luma8().get_pixel(180, y).0[0];
        assert!(brightness(100) < 20 && brightness(380) > 235, "its left is above");
        assert!(!small.bytes.windows(9).any(|bytes| bytes == b"somewhere"));
    }

    #[test]
    fn what_can_not_be_read_or_is_too_large_is_refused() {
        let whole = written(&image(400, 400), ImageFormat::Png);
        for broken in [&b""[..], b"GIF89a", &whole[..40], b"\xff\xd8\xff\xe0nothing", b"<svg/>"] {
            assert!(thumbnail(broken).is_err(), "{broken:?}");
        }
        // It says that it has 65,535 pixels each way, in a few bytes.
        let mut vast = b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        vast.extend(b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;");
        assert!(matches!(thumbnail(&vast), Err(ImageError::Limits(_))));
    }
}
