    except ClientError as error:
        details = error.response["Error"]
        sys.exit(f"{details['Code']}: {details['Message']}")
    except BotoCoreError as error:
        sys.exit(str(error))
    say("Done.")


if __name__ == "__main__":
    main()
